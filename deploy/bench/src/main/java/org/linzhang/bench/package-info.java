/** Load and latency of the platform, beside the floor: what the same servers allow a bare program to reach. */
package org.linzhang.bench;
