@NullMarked
package io.waybill.language.templates;

import org.jspecify.annotations.NullMarked;
