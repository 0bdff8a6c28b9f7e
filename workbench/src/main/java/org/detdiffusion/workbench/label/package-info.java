/** Labels the objects of a data set on disk as easy or hard, without a stream. */
package org.detdiffusion.workbench.label;
