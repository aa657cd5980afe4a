/** Reverse proxy: forwards calls to the service that serves their path, with the caller's access token. */
package org.linzhang.gateway.proxy;
