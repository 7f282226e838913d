/** The language of leads, tested without anything around it. */
@NullMarked
package io.waybill.language;

import org.jspecify.annotations.NullMarked;
