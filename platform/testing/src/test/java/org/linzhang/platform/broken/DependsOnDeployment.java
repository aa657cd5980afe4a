package org.linzhang.platform.broken;

import org.linzhang.bench.Deployment;

/** Breaks a rule: the platform must not depend on a module under {@code deploy}. */
public class DependsOnDeployment {
    Deployment deployment;
}
