package org.linzhang.stranger.secret;

/** What another service keeps to itself. */
public class Secret {}
