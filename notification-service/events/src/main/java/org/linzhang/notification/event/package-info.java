/** The contract of notification-service: alerts on {@code notification.alerts.v1}. */
package org.linzhang.notification.event;
