/** Every refusal is an RFC 9457 problem: a stable type, the field, and a sentence that says what to do. */
package org.linzhang.platform.problem;
