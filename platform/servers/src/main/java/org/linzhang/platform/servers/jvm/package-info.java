/** Servers that are Java programs: their flags, and the AOT caches that make them start fast. */
package org.linzhang.platform.servers.jvm;
