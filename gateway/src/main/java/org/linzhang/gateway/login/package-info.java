/** Authentication: bearer tokens for phones and scripts, the OIDC code flow with a session cookie for browsers. */
package org.linzhang.gateway.login;
