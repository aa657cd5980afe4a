package org.linzhang.broken.spy.common;

/** Stands in a package whose name says nothing, for the house rule that must see it. */
public class Things {}
