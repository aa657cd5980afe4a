/** What one request is called in every log line and event that it causes, and what time it is. */
package org.linzhang.platform.request;
