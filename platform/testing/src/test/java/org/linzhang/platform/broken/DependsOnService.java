package org.linzhang.platform.broken;

import org.linzhang.other.internal.Internal;

/** Breaks a rule: the platform must not depend on a service. */
public class DependsOnService {
    Internal internal;
}
