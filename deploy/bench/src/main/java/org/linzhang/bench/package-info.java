/** Measures latency under load: of the platform, and of a baseline program on the same servers. */
package org.linzhang.bench;
