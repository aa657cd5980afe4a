/** Access log: one line per request, with its id, user, status and duration. */
package org.linzhang.gateway.audit;
