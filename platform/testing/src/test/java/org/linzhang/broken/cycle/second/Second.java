package org.linzhang.broken.cycle.second;

import org.linzhang.broken.cycle.first.First;

/** Breaks a rule: {@link First} depends on this package, too. */
public class Second {
    First first;
}
