/** Columns with constants of incident-service: a constant that a newer instance has stored is read as {@code UNKNOWN}. */
package org.linzhang.notification.constant;
