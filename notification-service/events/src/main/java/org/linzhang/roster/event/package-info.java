/** The contract {@code roster}: who is responsible for which region, on {@code roster.appointments.v1}. Published by notification-service. */
package org.linzhang.roster.event;
