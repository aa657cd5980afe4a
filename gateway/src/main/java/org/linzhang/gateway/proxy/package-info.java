/** Passes calls on to the service that answers them, byte by byte, with the caller's token and nothing forged. */
package org.linzhang.gateway.proxy;
