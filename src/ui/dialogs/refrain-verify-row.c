/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-verify-row.h"

#include "refrain-verify.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainVerifyRow:
 *
 * Reads every saved file again, on demand, and says in words what it found.
 */
struct _RefrainVerifyRow
{
  AdwActionRow parent_instance;

  RefrainLibrary *library;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the look that goes on */
  GtkSpinner *spinner;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RefrainVerifyRow, refrain_verify_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_RUNNING = 1,
} RefrainVerifyRowProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

/* Outlives the row: the worker reports until it has noticed that nobody wants to know. */
typedef struct
{
  RefrainVerifyRow *row; /* (owned) */
  GCancellable *cancellable;
} Look;

static void
say (RefrainVerifyRow *self, const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
set_running (RefrainVerifyRow *self, gboolean running)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_button_set_label (self->button, running ? _ ("_Cancel") : _ ("_Verify"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, running, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static char *
describe (const RefrainVerifyResult *result)
{
  guint n_bad = result->n_missing + result->n_changed;
  g_autofree char *missing = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *good = NULL;

  if (result->files->len == 0)
    return g_strdup (_ ("No file was saved yet."));
  if (n_bad == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The %u saved file is what it was.",
                                         "All %u saved files are what they were.",
                                         result->files->len),
                            result->files->len);

  good = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u files is what it was.",
                                       "%u of %u files are what they were.", result->n_proven),
                          result->n_proven, result->files->len);
  missing = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u is missing.", "%u are missing.", result->n_missing),
      result->n_missing);
  changed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u was changed.", "%u were changed.", result->n_changed),
      result->n_changed);
  return g_strconcat (good, result->n_missing > 0 ? " " : "", result->n_missing > 0 ? missing : "",
                      result->n_changed > 0 ? " " : "", result->n_changed > 0 ? changed : "", " ",
                      _ ("Save those songs again."), NULL);
}

static void
progress_cb (guint n_done, guint n_total, gpointer user_data)
{
  Look *look = user_data;
  g_autofree char *text = g_strdup_printf (_ ("%u of %u files read"), n_done, n_total);

  if (!g_cancellable_is_cancelled (look->cancellable))
    say (look->row, text);
}

static void
verified_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (RefrainVerifyRow) self = look->row;
  g_autoptr (GCancellable) cancellable = look->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainVerifyResult) result = refrain_verify_finish (REFRAIN_LIBRARY (source),
                                                                  async_result, &error);
  g_autofree char *text = NULL;

  /* Another look has begun, or the row is gone. */
  if (self->cancellable != cancellable)
    return;

  g_clear_object (&self->cancellable);
  set_running (self, FALSE);
  if (result != NULL)
    text = describe (result);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_ ("Stopped. Nothing was changed."));
  else
    text = g_strdup_printf (_ ("Could not verify: %s"), error->message);
  say (self, text);
}

static void
button_clicked_cb (RefrainVerifyRow *self)
{
  Look *look;

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }

  self->cancellable = g_cancellable_new ();
  look = g_new0 (Look, 1);
  look->row = g_object_ref (self);
  look->cancellable = g_object_ref (self->cancellable);
  say (self, _ ("Reading the saved files…"));
  set_running (self, TRUE);
  refrain_verify_async (self->library, NULL, progress_cb, look, self->cancellable, verified_cb,
                        look);
}

/* The window closes: whoever reads files for it may stop. */
static void
refrain_verify_row_unroot (GtkWidget *widget)
{
  RefrainVerifyRow *self = REFRAIN_VERIFY_ROW (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  GTK_WIDGET_CLASS (refrain_verify_row_parent_class)->unroot (widget);
}

static void
refrain_verify_row_dispose (GObject *object)
{
  RefrainVerifyRow *self = REFRAIN_VERIFY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_verify_row_parent_class)->dispose (object);
}

static void
refrain_verify_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainVerifyRowProperty) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, refrain_verify_row_is_running (REFRAIN_VERIFY_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_verify_row_class_init (RefrainVerifyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_verify_row_dispose;
  object_class->get_property = refrain_verify_row_get_property;
  GTK_WIDGET_CLASS (klass)->unroot = refrain_verify_row_unroot;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                       | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_verify_row_init (RefrainVerifyRow *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Verify")));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Verify Saved Files"));
  say (self, _ ("Reads every file again and compares it with what was saved."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
}

/**
 * refrain_verify_row_set_library:
 * @self: a row
 * @library: (nullable): whose files to look at
 */
void
refrain_verify_row_set_library (RefrainVerifyRow *self, RefrainLibrary *library)
{
  g_return_if_fail (REFRAIN_IS_VERIFY_ROW (self));

  g_set_object (&self->library, library);
}

/**
 * refrain_verify_row_is_running:
 * @self: a row
 *
 * Returns: whether files are being read
 */
gboolean
refrain_verify_row_is_running (RefrainVerifyRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_VERIFY_ROW (self), FALSE);

  return self->cancellable != NULL;
}
