/** Servers as child processes: started, supervised, restarted after a crash, and stopped in order. */
package org.linzhang.platform.servers.process;
