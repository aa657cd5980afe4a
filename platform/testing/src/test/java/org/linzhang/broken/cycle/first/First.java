package org.linzhang.broken.cycle.first;

import org.linzhang.broken.cycle.second.Second;

/** Breaks a rule: {@link Second} depends on this package, too. */
public class First {
    Second second;
}
