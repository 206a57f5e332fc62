/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-open-by-id-dialog.h"

#include "refrain-copy-line.h"
#include "refrain-ids.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainOpenByIdDialog:
 *
 * Asks a gateway for tasks whose ids a user types or pastes, and says of each that did not come why
 * not. What was typed stays until all of it has come.
 */
struct _RefrainOpenByIdDialog
{
  AdwWindow parent_instance;

  RefrainContext *context;          /* (owned) */
  RefrainErrorPresenter *presenter; /* (owned) */
  GCancellable *cancellable;        /* (owned) (nullable): of the questions under way */
  char **ids;                       /* (owned) (nullable): what the text holds */
  char **asked;                     /* (owned) (nullable): what was asked for last */
  guint stamp;                      /* answers to earlier questions are dropped */
  GtkWidget *cancel;
  GtkWidget *open;
  GtkTextView *text;
  GtkLabel *hint;
  GtkWidget *gateway_list;
  AdwComboRow *gateway;
  GtkWidget *no_gateway;
  GtkWidget *busy;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkWidget *failures;
  GtkLabel *failures_label;
  GtkListBox *failure_list;
};

G_DEFINE_FINAL_TYPE (RefrainOpenByIdDialog, refrain_open_by_id_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  RefrainOpenByIdDialog *self; /* (owned) */
  guint stamp;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static char *
dup_source_name (gpointer this, gpointer user_data)
{
  return g_strdup (refrain_source_get_name (this));
}

static RefrainLibrary *
get_library (RefrainOpenByIdDialog *self)
{
  return refrain_context_get_library (self->context);
}

/* Actions of the main window are not found from a window of its own. */
static void
activate_in_parent (RefrainOpenByIdDialog *self, const char *action, GVariant *target)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;

  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, owned);
}

static void
update_buttons (RefrainOpenByIdDialog *self)
{
  guint n_ids = self->ids != NULL ? g_strv_length (self->ids) : 0;
  guint n_sources = g_list_model_get_n_items (refrain_library_get_sources (get_library (self)));
  gboolean busy = self->cancellable != NULL;
  g_autofree char *label = NULL;

  label = n_ids > 0 ? g_strdup_printf (ngettext ("_Open %u Task", "_Open %u Tasks", n_ids), n_ids)
                    : g_strdup (_ ("_Open"));
  gtk_button_set_label (GTK_BUTTON (self->open), label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.open",
                                 n_ids > 0 && n_sources > 0 && !busy);
  gtk_button_set_label (GTK_BUTTON (self->cancel), !busy && gtk_widget_get_visible (self->failures)
                                                       ? _ ("_Close")
                                                       : _ ("_Cancel"));
  gtk_widget_set_visible (self->busy, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_text_view_set_editable (self->text, !busy);
  gtk_widget_set_sensitive (self->gateway_list, !busy);
}

static void
text_changed_cb (RefrainOpenByIdDialog *self)
{
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;
  guint n_left_out = 0;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  g_strfreev (self->ids);
  self->ids = refrain_ids_split (text, &n_left_out);
  hint = n_left_out > 0 ? g_strdup_printf (
             ngettext ("At most %d are opened at once; the last %u waits.",
                       "At most %d are opened at once; the last %u wait.", n_left_out),
             REFRAIN_IDS_MAX, n_left_out)
                        : g_strdup (_ ("One or many, in any list; whole addresses work as well."));
  gtk_label_set_text (self->hint, hint);
  update_buttons (self);
}

static void
sources_changed_cb (RefrainOpenByIdDialog *self)
{
  guint n_sources = g_list_model_get_n_items (refrain_library_get_sources (get_library (self)));

  gtk_widget_set_visible (self->gateway_list, n_sources > 1);
  gtk_widget_set_visible (self->no_gateway, n_sources == 0);
  /* While a gateway is being connected the main window had to be reachable. */
  if (n_sources > 0)
    gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  update_buttons (self);
}

static void
clear_failures (RefrainOpenByIdDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->failure_list, 0)) != NULL)
    gtk_list_box_remove (self->failure_list, GTK_WIDGET (row));
  gtk_widget_set_visible (self->failures, FALSE);
}

static void
add_failure (RefrainOpenByIdDialog *self, const char *id, const GError *error)
{
  g_autofree char *reason = refrain_error_presenter_describe (error);
  GtkWidget *line = refrain_copy_line_new (id, reason, _ ("Copy Id and Reason"));
  GtkWidget *row = gtk_list_box_row_new ();

  refrain_copy_line_set_whole (REFRAIN_COPY_LINE (line), TRUE);
  gtk_widget_set_margin_top (line, 9);
  gtk_widget_set_margin_bottom (line, 9);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->failure_list, row);
}

/* A window does not grow by itself when there is more to read. */
static void
grow (RefrainOpenByIdDialog *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int wanted = 0;
  int ignored = 0;
  int height = 0;

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL,
                      NULL);
  if (width <= 0 || height <= gtk_widget_get_height (GTK_WIDGET (self)))
    return;

  /* The window's frame counts for one and not for the other. */
  gtk_window_get_default_size (GTK_WINDOW (self), &wanted, &ignored);
  wanted = MAX (wanted, width);
  gtk_window_set_default_size (GTK_WINDOW (self), wanted, height + wanted - width);
}

static void
reveal_failures (RefrainOpenByIdDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->failure_list, 0);

  gtk_widget_set_visible (self->failures, TRUE);
  update_buttons (self);
  grow (self);
  /* Scrolls there as well. */
  if (first != NULL)
    gtk_widget_grab_focus (gtk_list_box_row_get_child (first));
}

static char *
dup_opened (guint n_opened)
{
  return g_strdup_printf (ngettext ("%u task opened", "%u tasks opened", n_opened), n_opened);
}

/* Why every id failed, in the order in which the user gave them. */
static void
show_failures (RefrainOpenByIdDialog *self, RefrainFetchOutcome *outcome)
{
  g_autofree char *opened = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *both = NULL;
  guint n_failed = 0;

  for (guint i = 0; self->asked[i] != NULL; i++)
    {
      const GError *error = g_hash_table_lookup (outcome->errors, self->asked[i]);

      if (error == NULL)
        continue;
      add_failure (self, self->asked[i], error);
      n_failed++;
    }

  failed = g_strdup_printf (ngettext ("%u could not be opened", "%u could not be opened", n_failed),
                            n_failed);
  opened = dup_opened (outcome->tasks->len);
  /* Translators: "3 tasks opened, 1 could not be opened" */
  both = outcome->tasks->len > 0 ? g_strdup_printf (_ ("%s, %s"), opened, failed) : NULL;
  gtk_label_set_text (self->failures_label, both != NULL ? both : failed);
  reveal_failures (self);
}

static RefrainTask *
find_first (RefrainOpenByIdDialog *self, RefrainFetchOutcome *outcome)
{
  for (guint i = 0; self->asked[i] != NULL; i++)
    {
      for (guint j = 0; j < outcome->tasks->len; j++)
        {
          RefrainTask *task = g_ptr_array_index (outcome->tasks, j);

          if (g_strcmp0 (refrain_task_get_facts (task)->id, self->asked[i]) == 0)
            return task;
        }
    }

  return outcome->tasks->len > 0 ? g_ptr_array_index (outcome->tasks, 0) : NULL;
}

static void
take_outcome (RefrainOpenByIdDialog *self, RefrainFetchOutcome *outcome)
{
  RefrainTask *first = find_first (self, outcome);
  g_autofree char *text = NULL;

  if (g_hash_table_size (outcome->errors) > 0 || first == NULL)
    {
      show_failures (self, outcome);
      return;
    }

  text = dup_opened (outcome->tasks->len);
  refrain_error_presenter_toast (self->presenter, text);
  activate_in_parent (self, "win.open-task", g_variant_new_int64 (refrain_task_get_row_id (first)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RefrainOpenByIdDialog *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  if (question->stamp != self->stamp)
    return;

  g_clear_object (&self->cancellable);
  if (outcome != NULL)
    {
      take_outcome (self, outcome);
      return;
    }

  gtk_label_set_text (self->failures_label, _ ("The tasks could not be opened"));
  add_failure (self, NULL, error);
  reveal_failures (self);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainOpenByIdDialog *self = REFRAIN_OPEN_BY_ID_DIALOG (widget);
  RefrainSource *source = adw_combo_row_get_selected_item (self->gateway);
  Question *question;
  g_autofree char *text = NULL;
  guint n_ids;

  if (source == NULL || self->ids == NULL || self->cancellable != NULL)
    return;

  clear_failures (self);
  g_strfreev (self->asked);
  self->asked = g_strdupv (self->ids);
  n_ids = g_strv_length (self->asked);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->stamp = ++self->stamp;
  text = g_strdup_printf (
      /* Translators: the first is the name of a gateway */
      ngettext ("Asking “%s” for %u task…", "Asking “%s” for %u tasks…", n_ids),
      refrain_source_get_name (source), n_ids);
  gtk_label_set_text (self->busy_label, text);
  update_buttons (self);
  refrain_library_fetch_async (get_library (self), source, (const char *const *) self->asked,
                               self->cancellable, fetched_cb, question);
}

/* At once, however long the connection takes to notice. */
static void
stop (RefrainOpenByIdDialog *self)
{
  self->stamp++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
cancel_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainOpenByIdDialog *self = REFRAIN_OPEN_BY_ID_DIALOG (widget);

  if (self->cancellable == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  stop (self);
  update_buttons (self);
}

static void
connect_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_window_set_modal (GTK_WINDOW (widget), FALSE);
  activate_in_parent (REFRAIN_OPEN_BY_ID_DIALOG (widget), "win.connect-gateway", NULL);
}

static void
refrain_open_by_id_dialog_dispose (GObject *object)
{
  RefrainOpenByIdDialog *self = REFRAIN_OPEN_BY_ID_DIALOG (object);

  stop (self);
  if (self->gateway != NULL)
    adw_combo_row_set_model (self->gateway, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_OPEN_BY_ID_DIALOG);
  g_clear_object (&self->presenter);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_open_by_id_dialog_parent_class)->dispose (object);
}

static void
refrain_open_by_id_dialog_finalize (GObject *object)
{
  RefrainOpenByIdDialog *self = REFRAIN_OPEN_BY_ID_DIALOG (object);

  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->asked, g_strfreev);

  G_OBJECT_CLASS (refrain_open_by_id_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-open-by-id-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, open);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, text);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, gateway_list);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, gateway);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, no_gateway);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, failures);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, failures_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainOpenByIdDialog, failure_list);
}

static void
refrain_open_by_id_dialog_class_init (RefrainOpenByIdDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_open_by_id_dialog_dispose;
  object_class->finalize = refrain_open_by_id_dialog_finalize;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "dialog.connect", NULL, connect_cb);
}

static void
refrain_open_by_id_dialog_init (RefrainOpenByIdDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->failures, FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
choose_gateway (RefrainOpenByIdDialog *self, GListModel *sources)
{
  g_autoptr (RefrainSource) preferred = refrain_library_find_source (get_library (self), NULL);

  for (guint i = 0; preferred != NULL && i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (source == preferred)
        adw_combo_row_set_selected (self->gateway, i);
    }
}

/**
 * refrain_open_by_id_dialog_new:
 * @context: the services
 * @presenter: where the result is told
 *
 * Make it transient for the main window: that is where it opens what came.
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
refrain_open_by_id_dialog_new (RefrainContext *context, RefrainErrorPresenter *presenter)
{
  RefrainOpenByIdDialog *self = g_object_new (REFRAIN_TYPE_OPEN_BY_ID_DIALOG, NULL);
  g_autoptr (GtkExpression) name = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_source_name), NULL, NULL);
  GListModel *sources;

  self->context = g_object_ref (context);
  self->presenter = g_object_ref (presenter);
  sources = refrain_library_get_sources (get_library (self));
  adw_combo_row_set_expression (self->gateway, name);
  adw_combo_row_set_model (self->gateway, sources);
  choose_gateway (self, sources);
  g_signal_connect_object (sources, "items-changed", G_CALLBACK (sources_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sources_changed_cb (self);
  text_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * refrain_open_by_id_dialog_set_text:
 * @self: the dialog
 * @text: what the user might have typed
 */
void
refrain_open_by_id_dialog_set_text (RefrainOpenByIdDialog *self, const char *text)
{
  g_return_if_fail (REFRAIN_IS_OPEN_BY_ID_DIALOG (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}
