/** How each field type reads what was submitted; {@code FieldType} names the parser of each. */
@NullMarked
package io.waybill.language.fieldtypes;

import org.jspecify.annotations.NullMarked;
