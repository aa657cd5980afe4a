/** The smoke scenario of {@code deploy/up --check}: from a ranger's report to the closure rate, and a patrol with its track. */
package org.linzhang.local.check;
