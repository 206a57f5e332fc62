/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-prompt-history-private.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainPromptHistory:
 *
 * What was asked for before: to be found, used again, pinned, compared and forgotten. What is
 * deleted is forgotten for good only once it cannot be undone any more.
 */
G_DEFINE_FINAL_TYPE (RefrainPromptHistory, refrain_prompt_history, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_USED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_row_id (RefrainPrompt *prompt)
{
  return refrain_prompt_get_record (prompt)->row_id;
}

static gboolean
has_row_id (gconstpointer prompt, gconstpointer row_id)
{
  return get_row_id ((RefrainPrompt *) prompt) == *(const gint64 *) row_id;
}

/* Private to the window. */
gboolean
refrain_prompt_history_contains (GPtrArray *prompts, gint64 row_id, guint *position)
{
  return g_ptr_array_find_with_equal_func (prompts, &row_id, has_row_id, position);
}

/* Private to the window. */
RefrainPrompt *
refrain_prompt_history_find_shown (RefrainPromptHistory *self, gint64 row_id, guint *position)
{
  GListModel *prompts = G_LIST_MODEL (self->prompts);

  for (guint i = 0; i < g_list_model_get_n_items (prompts); i++)
    {
      g_autoptr (RefrainPrompt) prompt = g_list_model_get_item (prompts, i);

      if (get_row_id (prompt) != row_id)
        continue;
      if (position != NULL)
        *position = i;
      return g_steal_pointer (&prompt);
    }

  return NULL;
}

static void
update_list (RefrainPromptHistory *self)
{
  const char *name = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->prompts)) == 0)
    name = *gtk_editable_get_text (self->search) != '\0' ? "no-results" : "empty";
  gtk_stack_set_visible_child_name (self->list_stack, name);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainPromptHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = refrain_forms_list_prompts_finish (REFRAIN_FORMS (source), result,
                                                                    &error);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->forms == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (found == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, escaped);
      gtk_stack_set_visible_child_name (self->list_stack, "error");
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (RefrainPrompt) prompt = g_list_model_get_item (found, i);

      if (!refrain_prompt_history_contains (self->deleted, get_row_id (prompt), NULL))
        g_ptr_array_add (shown, g_steal_pointer (&prompt));
    }
  g_list_store_splice (self->prompts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->prompts)),
                       shown->pdata, shown->len);
  update_list (self);
  refrain_prompt_history_update_chosen (self);
}

/* Each search makes the one before it late. */
static void
search (RefrainPromptHistory *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  refrain_forms_list_prompts_async (self->forms, gtk_editable_get_text (self->search),
                                    self->cancellable, listed_cb, g_object_ref (self));
}

static void
search_changed_cb (RefrainPromptHistory *self)
{
  if (self->forms != NULL)
    search (self);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_prompt_history_set_text (REFRAIN_PROMPT_HISTORY (widget), "");
}

static void
activate_cb (GtkListView *list, guint position, gpointer user_data)
{
  RefrainPromptHistory *self = user_data;
  g_autoptr (RefrainPrompt) prompt = g_list_model_get_item (G_LIST_MODEL (self->prompts), position);

  if (prompt == NULL)
    return;

  g_signal_emit (self, signals[SIGNAL_USED], 0, prompt);
  gtk_window_close (GTK_WINDOW (self));
}

static void
pin_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);
  g_autoptr (RefrainPrompt) prompt = NULL;
  gint64 row_id;
  gboolean pinned;

  g_variant_get (parameter, "(xb)", &row_id, &pinned);
  prompt = refrain_prompt_history_find_shown (self, row_id, NULL);
  if (prompt == NULL)
    return;

  refrain_forms_pin_prompt (self->forms, prompt, pinned);
  search (self);
}

/* Nobody can call it back any more. */
static void
toast_dismissed_cb (AdwToast *toast, gpointer user_data)
{
  RefrainPromptHistory *self = user_data;
  gint64 *row_id = g_object_get_data (G_OBJECT (toast), "row");
  guint position;

  if (self->forms == NULL || !refrain_prompt_history_contains (self->deleted, *row_id, &position))
    return;

  refrain_forms_remove_prompt (self->forms, g_ptr_array_index (self->deleted, position));
  g_ptr_array_remove_index (self->deleted, position);
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);
  gint64 row_id = g_variant_get_int64 (parameter);
  guint position = 0;
  g_autoptr (RefrainPrompt) prompt = refrain_prompt_history_find_shown (self, row_id, &position);
  AdwToast *toast;

  if (prompt == NULL)
    return;

  g_list_store_remove (self->prompts, position);
  if (refrain_prompt_history_contains (self->chosen, row_id, &position))
    g_ptr_array_remove_index (self->chosen, position);
  g_ptr_array_add (self->deleted, g_steal_pointer (&prompt));
  toast = adw_toast_new (_ ("Request deleted"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "history.restore");
  adw_toast_set_action_target (toast, "x", row_id);
  g_object_set_data_full (G_OBJECT (toast), "row", g_memdup2 (&row_id, sizeof row_id), g_free);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
  update_list (self);
  refrain_prompt_history_update_chosen (self);
}

static void
restore_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);
  guint position;

  if (!refrain_prompt_history_contains (self->deleted, g_variant_get_int64 (parameter), &position))
    return;

  g_ptr_array_remove_index (self->deleted, position);
  search (self);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
row_gone_cb (RefrainPromptHistory *self, GtkWidget *row)
{
  g_ptr_array_remove_fast (self->rows, row);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RefrainPromptHistory *self = user_data;
  GtkWidget *row = refrain_prompt_row_new ();

  gtk_list_item_set_child (item, row);
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "destroy", G_CALLBACK (row_gone_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RefrainPromptRow *row = REFRAIN_PROMPT_ROW (gtk_list_item_get_child (item));

  refrain_prompt_row_set_prompt (row, gtk_list_item_get_item (item));
  refrain_prompt_history_update_row (user_data, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_prompt_row_set_prompt (REFRAIN_PROMPT_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Who closes the window has seen what was deleted. */
static void
forget_deleted (RefrainPromptHistory *self)
{
  for (guint i = 0; i < self->deleted->len; i++)
    refrain_forms_remove_prompt (self->forms, g_ptr_array_index (self->deleted, i));
  g_ptr_array_set_size (self->deleted, 0);
}

static void
refrain_prompt_history_dispose (GObject *object)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->forms != NULL)
    forget_deleted (self);
  g_clear_object (&self->forms);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_PROMPT_HISTORY);

  G_OBJECT_CLASS (refrain_prompt_history_parent_class)->dispose (object);
}

static void
refrain_prompt_history_finalize (GObject *object)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (object);

  g_clear_object (&self->prompts);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->deleted);
  g_ptr_array_unref (self->chosen);

  G_OBJECT_CLASS (refrain_prompt_history_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REFRAIN_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-prompt-history.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, back);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, toasts);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, search);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, list);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, error_page);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, hint);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, diff_hint);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptHistory, diff);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
refrain_prompt_history_class_init (RefrainPromptHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_prompt_history_dispose;
  object_class->finalize = refrain_prompt_history_finalize;

  /**
   * RefrainPromptHistory::used:
   * @self: a window
   * @prompt: what the user wants in the form
   */
  signals[SIGNAL_USED] = g_signal_new ("used", REFRAIN_TYPE_PROMPT_HISTORY, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, REFRAIN_TYPE_PROMPT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "history.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "history.pin", "(xb)", pin_cb);
  gtk_widget_class_install_action (widget_class, "history.remove", "x", remove_cb);
  gtk_widget_class_install_action (widget_class, "history.restore", "x", restore_cb);
  refrain_prompt_history_install_comparing (widget_class);
  gtk_widget_class_install_action (widget_class, "history.back", NULL, back_cb);
}

static void
refrain_prompt_history_init (RefrainPromptHistory *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->prompts = g_list_store_new (REFRAIN_TYPE_PROMPT);
  self->rows = g_ptr_array_new ();
  self->deleted = g_ptr_array_new_with_free_func (g_object_unref);
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->prompts)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
  refrain_prompt_history_update_chosen (self);
}

/**
 * refrain_prompt_history_new:
 * @forms: what remembers them
 *
 * Returns: (transfer none): a window with all of them, the pinned ones first
 */
GtkWidget *
refrain_prompt_history_new (RefrainForms *forms)
{
  RefrainPromptHistory *self = g_object_new (REFRAIN_TYPE_PROMPT_HISTORY, NULL);

  self->forms = g_object_ref (forms);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}

/**
 * refrain_prompt_history_get_prompts:
 * @self: a window
 *
 * Returns: (transfer none) (element-type RefrainPrompt): those on show
 */
GListModel *
refrain_prompt_history_get_prompts (RefrainPromptHistory *self)
{
  g_return_val_if_fail (REFRAIN_IS_PROMPT_HISTORY (self), NULL);

  return G_LIST_MODEL (self->prompts);
}

/**
 * refrain_prompt_history_set_text:
 * @self: a window
 * @text: words to search for
 */
void
refrain_prompt_history_set_text (RefrainPromptHistory *self, const char *text)
{
  g_return_if_fail (REFRAIN_IS_PROMPT_HISTORY (self));

  gtk_editable_set_text (self->search, text);
}

/**
 * refrain_prompt_history_get_n_differences:
 * @self: a window
 *
 * Returns: in how many members the two differ that were compared last
 */
guint
refrain_prompt_history_get_n_differences (RefrainPromptHistory *self)
{
  g_return_val_if_fail (REFRAIN_IS_PROMPT_HISTORY (self), 0);

  return self->n_differences;
}
