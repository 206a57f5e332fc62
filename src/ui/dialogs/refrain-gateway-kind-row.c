/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-kind-row.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainGatewayKindRow:
 *
 * Of which family a gateway is: found out by asking it, unless the user knows better.
 */
struct _RefrainGatewayKindRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RefrainGatewayKindRow, refrain_gateway_kind_row, ADW_TYPE_COMBO_ROW)

static void
refrain_gateway_kind_row_class_init (RefrainGatewayKindRowClass *klass)
{
}

static void
refrain_gateway_kind_row_init (RefrainGatewayKindRow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);

  gtk_string_list_append (titles, _ ("Detect Automatically"));
  for (guint i = 0; i < n_families; i++)
    gtk_string_list_append (titles, families[i].title);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
}

/**
 * refrain_gateway_kind_row_get_family:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the name of the family that the user has chosen, %NULL to
 *   find out
 */
const char *
refrain_gateway_kind_row_get_family (RefrainGatewayKindRow *self)
{
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);
  guint selected;

  g_return_val_if_fail (REFRAIN_IS_GATEWAY_KIND_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected >= 1 && selected <= n_families ? families[selected - 1].name : NULL;
}

/**
 * refrain_gateway_kind_row_set_family:
 * @self: a row
 * @family: (nullable): the name of a family, %NULL to find out
 */
void
refrain_gateway_kind_row_set_family (RefrainGatewayKindRow *self, const char *family)
{
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);
  guint selected = 0;

  g_return_if_fail (REFRAIN_IS_GATEWAY_KIND_ROW (self));

  for (guint i = 0; i < n_families; i++)
    {
      if (g_strcmp0 (families[i].name, family) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}

/**
 * refrain_gateway_kind_row_set_found:
 * @self: a row
 * @family: (nullable): what was found out; not shown when the user has chosen
 */
void
refrain_gateway_kind_row_set_found (RefrainGatewayKindRow *self, const RefrainFamily *family)
{
  g_autofree char *text = NULL;

  g_return_if_fail (REFRAIN_IS_GATEWAY_KIND_ROW (self));

  if (family != NULL && adw_combo_row_get_selected (ADW_COMBO_ROW (self)) == 0)
    /* Translators: %s is the name of a family of gateways. */
    text = g_strdup_printf (_ ("Found: %s"), family->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}
