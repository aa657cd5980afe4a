package org.linzhang.broken.naming.common;

/** Breaks a rule: the name of its package is forbidden. */
public class Named {}
