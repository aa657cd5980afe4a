package org.linzhang.other.internal;

/** A class of another service. */
public class Internal {

    /** A second class file of this package. */
    public static class Nested {}
}
