/** RFC 9457 problems: a stable type, the invalid field, and a sentence that says what to do. */
package org.linzhang.platform.problem;
