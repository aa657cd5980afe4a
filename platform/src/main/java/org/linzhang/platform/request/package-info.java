/** The id of a request, in each log line and event that it causes. */
package org.linzhang.platform.request;
