/** How large a body may be, by path. */
package org.linzhang.gateway.limit;
