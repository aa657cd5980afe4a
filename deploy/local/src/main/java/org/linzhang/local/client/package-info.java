/** The client of the platform's API, for scripts, smoke tests and the benchmark: log-in, calls, live alerts. */
package org.linzhang.local.client;
