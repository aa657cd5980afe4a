/** Maximum size of request bodies, by path. */
package org.linzhang.gateway.limit;
