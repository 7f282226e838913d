/** The language of leads: types, values, rules, templates. */
@NullMarked
package io.waybill.language;

import org.jspecify.annotations.NullMarked;
