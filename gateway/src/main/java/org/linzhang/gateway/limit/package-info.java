/** Limits what one user and one address can use: requests per time, open streams, bodies that are being sent. */
package org.linzhang.gateway.limit;
