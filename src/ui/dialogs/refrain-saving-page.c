/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-saving-page.h"

#include "refrain-text.h"
#include "refrain-verify-row.h"

#include <glib/gi18n-lib.h>

/* What the preview shows: a song of no one. */
#define SAMPLE_ID "7c41f0a2-0000-4000-8000-000000000000"
#define SAMPLE_MODEL "chirp-v4"
#define SAMPLE_DATE "2026-09-03"

/**
 * RefrainSavingPage:
 *
 * Where songs are saved, under which names, what is saved with them, and whether it still is there.
 */
struct _RefrainSavingPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;           /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */

  AdwActionRow *folder;
  GtkWidget *reset_folder;
  AdwEntryRow *name_template;
  GtkWidget *reset_template;
  AdwActionRow *preview;
  GtkSwitch *save_video;
  GtkSwitch *save_cover;
  GtkSwitch *save_lyrics;
  RefrainVerifyRow *verify;
};

G_DEFINE_FINAL_TYPE (RefrainSavingPage, refrain_saving_page, ADW_TYPE_PREFERENCES_PAGE)

static char *
dup_folder (RefrainSavingPage *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "save-folder");

  return *folder != '\0' ? g_steal_pointer (&folder) : refrain_context_dup_default_folder ();
}

/* The home folder as everybody writes it. */
static char *
dup_display (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (name, home) && name[length] == '/')
    return g_strconcat ("~", name + length, NULL);
  return g_steal_pointer (&name);
}

static void
update_folder (RefrainSavingPage *self)
{
  g_autofree char *own = g_settings_get_string (self->settings, "save-folder");
  g_autofree char *folder = dup_folder (self);
  g_autofree char *shown = dup_display (folder);

  adw_action_row_set_subtitle (self->folder, shown);
  gtk_widget_set_visible (self->reset_folder, *own != '\0');
}

static void
chosen_cb (RefrainSavingPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && g_file_peek_path (file) != NULL)
    g_settings_set_string (self->settings, "save-folder", g_file_peek_path (file));
}

static void
choose_clicked_cb (RefrainSavingPage *self)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose a Folder"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (g_file_query_exists (file, NULL))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
reset_folder_clicked_cb (RefrainSavingPage *self)
{
  g_settings_reset (self->settings, "save-folder");
}

static void
template_changed_cb (RefrainSavingPage *self)
{
  const char *name_template = gtk_editable_get_text (GTK_EDITABLE (self->name_template));
  g_autoptr (GVariant) usual = NULL;
  g_autofree char *name = refrain_text_file_name (name_template, _ ("Paper Lanterns"),
                                                  _ ("dream pop, warm"), SAMPLE_MODEL, SAMPLE_DATE,
                                                  SAMPLE_ID, "mp3");

  adw_action_row_set_subtitle (self->preview, name);
  if (self->settings == NULL)
    return;

  usual = g_settings_get_default_value (self->settings, "name-template");
  gtk_widget_set_visible (self->reset_template,
                          g_strcmp0 (name_template, g_variant_get_string (usual, NULL)) != 0);
}

static void
reset_template_clicked_cb (RefrainSavingPage *self)
{
  g_settings_reset (self->settings, "name-template");
}

/* A setting that may not be written makes its widget insensitive: a binding of its own. */
static void
unbind (gpointer widget, const char *property)
{
  g_settings_unbind (widget, property);
  g_settings_unbind (widget, "sensitive");
}

/* libadwaita 1.2 never frees the rows of a preferences window: they must hold nothing of ours. */
static void
let_go (RefrainSavingPage *self)
{
  if (self->verify == NULL)
    return;

  refrain_verify_row_set_library (self->verify, NULL);
  unbind (self->name_template, "text");
  unbind (self->save_video, "active");
  unbind (self->save_cover, "active");
  unbind (self->save_lyrics, "active");
}

static void
refrain_saving_page_dispose (GObject *object)
{
  RefrainSavingPage *self = REFRAIN_SAVING_PAGE (object);

  let_go (self);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_SAVING_PAGE);

  G_OBJECT_CLASS (refrain_saving_page_parent_class)->dispose (object);
}

static void
refrain_saving_page_class_init (RefrainSavingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_saving_page_dispose;

  g_type_ensure (REFRAIN_TYPE_VERIFY_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-saving-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, folder);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, reset_folder);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, name_template);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, reset_template);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, preview);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, save_video);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, save_cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, save_lyrics);
  gtk_widget_class_bind_template_child (widget_class, RefrainSavingPage, verify);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_template_clicked_cb);
}

static void
refrain_saving_page_init (RefrainSavingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_saving_page_set_context:
 * @self: the page
 * @context: the services
 * @settings: the program's settings
 */
void
refrain_saving_page_set_context (RefrainSavingPage *self,
                                 RefrainContext *context,
                                 GSettings *settings)
{
  g_return_if_fail (REFRAIN_IS_SAVING_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  refrain_verify_row_set_library (self->verify, refrain_context_get_library (context));
  g_settings_bind (settings, "name-template", self->name_template, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "save-video", self->save_video, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "save-cover", self->save_cover, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "save-lyrics", self->save_lyrics, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::save-folder", G_CALLBACK (update_folder), self,
                           G_CONNECT_SWAPPED);
  update_folder (self);
  template_changed_cb (self);
}

/**
 * refrain_saving_page_get_preview:
 * @self: the page
 *
 * Returns: (transfer none): the file name that the template gives a sample song
 */
const char *
refrain_saving_page_get_preview (RefrainSavingPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVING_PAGE (self), NULL);

  return adw_action_row_get_subtitle (self->preview);
}
