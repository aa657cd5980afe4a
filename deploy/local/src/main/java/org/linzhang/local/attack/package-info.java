/** Attacks on a running platform, which measure what honest clients notice. */
package org.linzhang.local.attack;
