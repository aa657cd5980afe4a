/** Serves the pages of the web client. The client itself is in {@code src/main/resources/web}. */
package org.linzhang.gateway.web;
