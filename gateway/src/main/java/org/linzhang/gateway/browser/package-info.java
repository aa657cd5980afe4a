/** Protection of browsers: security headers, and a filter against cross-site request forgery. */
package org.linzhang.gateway.browser;
