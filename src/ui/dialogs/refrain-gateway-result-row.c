/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-result-row.h"

/**
 * RefrainGatewayResultRow:
 *
 * What is known of a gateway, in words and as a picture.
 */
struct _RefrainGatewayResultRow
{
  AdwActionRow parent_instance;

  GtkStack *stack;
  GtkImage *icon;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (RefrainGatewayResultRow, refrain_gateway_result_row, ADW_TYPE_ACTION_ROW)

static const char *
get_icon_name (RefrainGatewayVerdict verdict)
{
  switch (verdict)
    {
    case REFRAIN_GATEWAY_GOOD:
      return "emblem-ok-symbolic";
    case REFRAIN_GATEWAY_WANTS_KEY:
      return "dialog-password-symbolic";
    case REFRAIN_GATEWAY_BAD:
      return "dialog-warning-symbolic";
    case REFRAIN_GATEWAY_UNTESTED:
    case REFRAIN_GATEWAY_TESTING:
    default:
      return "refrain-gateway-symbolic";
    }
}

static void
refrain_gateway_result_row_class_init (RefrainGatewayResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-gateway-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayResultRow, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayResultRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayResultRow, spinner);
}

static void
refrain_gateway_result_row_init (RefrainGatewayResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_gateway_result_row_show:
 * @self: a row
 * @verdict: what is known
 * @text: the same in words; never markup
 */
void
refrain_gateway_result_row_show (RefrainGatewayResultRow *self,
                                 RefrainGatewayVerdict verdict,
                                 const char *text)
{
  gboolean testing = verdict == REFRAIN_GATEWAY_TESTING;
  const char *const classes[] = { verdict == REFRAIN_GATEWAY_GOOD  ? "success"
                                  : verdict == REFRAIN_GATEWAY_BAD ? "warning"
                                                                   : "dim-label",
                                  NULL };

  g_return_if_fail (REFRAIN_IS_GATEWAY_RESULT_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (verdict));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_stack_set_visible_child (self->stack,
                               testing ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
  gtk_spinner_set_spinning (self->spinner, testing);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, testing, -1);
}
