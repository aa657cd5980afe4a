/** Conditional requests (RFC 9110, section 13): the entity tag of a view, 304 if it is unchanged, 412 if it is stale. */
package org.linzhang.platform.precondition;
