/** The smoke check of {@code deploy/up --check}: an incident from report to closure, and a patrol with its track. */
package org.linzhang.local.check;
