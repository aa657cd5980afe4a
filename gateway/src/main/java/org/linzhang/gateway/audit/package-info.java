/** Who asked for what, under which request id, and what became of it: one log line a request. */
package org.linzhang.gateway.audit;
