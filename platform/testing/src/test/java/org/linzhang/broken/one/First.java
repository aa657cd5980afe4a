package org.linzhang.broken.one;

import org.linzhang.broken.two.Second;

/** Half of a cycle, for the house rule that must see it. */
public class First {
    Second second;
}
