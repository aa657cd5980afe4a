package org.linzhang.bench;

/** A class of a module under {@code deploy}. */
public class Deployment {}
