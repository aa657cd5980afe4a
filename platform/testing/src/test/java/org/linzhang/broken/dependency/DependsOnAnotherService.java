package org.linzhang.broken.dependency;

import org.linzhang.other.internal.Internal;

/** Breaks a rule: it depends on a class of another service that is not an event. */
public class DependsOnAnotherService {
    Internal internal;
}
