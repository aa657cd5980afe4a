/** The caller of a request: user, roles, and the regions that they may see. */
package org.linzhang.platform.security;
