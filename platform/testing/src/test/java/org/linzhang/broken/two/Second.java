package org.linzhang.broken.two;

import org.linzhang.broken.one.First;

/** The other half. */
public class Second {
    First first;
}
