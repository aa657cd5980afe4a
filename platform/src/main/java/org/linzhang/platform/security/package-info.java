/** Who is calling, in which role, for which region. */
package org.linzhang.platform.security;
