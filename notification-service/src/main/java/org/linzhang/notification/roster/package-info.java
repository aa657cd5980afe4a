/** The roster (花名册): who answers for which region, in which role. */
package org.linzhang.notification.roster;
