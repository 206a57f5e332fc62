/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-lyrics-editor.h"

#include "refrain-counter.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainLyricsEditor:
 *
 * Lyrics as they are typed, with their section tags marked, and how long they are.
 */
struct _RefrainLyricsEditor
{
  GtkWidget parent_instance;

  GtkTextTag *section_tag; /* (unowned): of the buffer */
  GtkWidget *content;
  RefrainTextArea *area;
  RefrainCounter *counter;
  GtkLabel *hint;
  GtkMenuButton *section_button;
};

G_DEFINE_FINAL_TYPE (RefrainLyricsEditor, refrain_lyrics_editor, GTK_TYPE_WIDGET)

/* As models know them: they are not translated. */
static const char *const sections[] = { "Intro",   "Verse", "Pre-Chorus",   "Chorus",
                                        "Bridge",  "Break", "Instrumental", "Solo",
                                        "Refrain", "Hook",  "Outro",        "End" };

static GtkTextBuffer *
get_buffer (RefrainLyricsEditor *self)
{
  return gtk_text_view_get_buffer (refrain_text_area_get_view (self->area));
}

/* Lyrics are short: all of them are looked through at each key. */
static void
mark_sections (RefrainLyricsEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter here;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &here, &end);
  gtk_text_buffer_remove_tag (buffer, self->section_tag, &here, &end);
  while (gtk_text_iter_forward_search (&here, "[", GTK_TEXT_SEARCH_TEXT_ONLY, &here, NULL, NULL))
    {
      GtkTextIter line_end = here;
      GtkTextIter close;

      if (!gtk_text_iter_ends_line (&line_end))
        gtk_text_iter_forward_to_line_end (&line_end);
      if (gtk_text_iter_forward_search (&here, "]", GTK_TEXT_SEARCH_TEXT_ONLY, NULL, &close,
                                        &line_end))
        gtk_text_buffer_apply_tag (buffer, self->section_tag, &here, &close);
      gtk_text_iter_forward_char (&here);
    }
}

static void
update_hint (RefrainLyricsEditor *self)
{
  gboolean over = refrain_counter_is_over (self->counter);

  gtk_label_set_text (self->hint,
                      over ? _ ("Longer than the model is known to sing: the end may be left out.")
                           : _ ("[Verse], [Chorus] and other tags in brackets are not sung."));
}

static void
changed_cb (RefrainLyricsEditor *self)
{
  mark_sections (self);
  refrain_counter_set_count (self->counter,
                             (guint) gtk_text_buffer_get_char_count (get_buffer (self)));
  update_hint (self);
}

/* A tag stands on a line of its own. */
static void
insert_section_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainLyricsEditor *self = REFRAIN_LYRICS_EDITOR (widget);
  GtkTextView *view = refrain_text_area_get_view (self->area);
  GtkTextBuffer *buffer = get_buffer (self);
  g_autofree char *text = NULL;
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  text = g_strdup_printf (
      "%s[%s]%s", gtk_text_iter_starts_line (&caret) ? "" : "\n",
      g_variant_get_string (parameter, NULL),
      gtk_text_iter_ends_line (&caret) && !gtk_text_iter_is_end (&caret) ? "" : "\n");
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &caret, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* The accent's colour changes with the theme. */
static void
refrain_lyrics_editor_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  RefrainLyricsEditor *self = REFRAIN_LYRICS_EDITOR (widget);
  GdkRGBA colour;

  GTK_WIDGET_CLASS (refrain_lyrics_editor_parent_class)->css_changed (widget, change);
  if (self->section_tag != NULL
      && gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color",
                                         &colour))
    g_object_set (self->section_tag, "foreground-rgba", &colour, NULL);
}

static gboolean
refrain_lyrics_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REFRAIN_LYRICS_EDITOR (widget)->area));
}

static void
refrain_lyrics_editor_dispose (GObject *object)
{
  RefrainLyricsEditor *self = REFRAIN_LYRICS_EDITOR (object);

  self->section_tag = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_LYRICS_EDITOR);

  G_OBJECT_CLASS (refrain_lyrics_editor_parent_class)->dispose (object);
}

static void
refrain_lyrics_editor_class_init (RefrainLyricsEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_lyrics_editor_dispose;
  widget_class->css_changed = refrain_lyrics_editor_css_changed;
  widget_class->grab_focus = refrain_lyrics_editor_grab_focus;

  g_type_ensure (REFRAIN_TYPE_TEXT_AREA);
  g_type_ensure (REFRAIN_TYPE_COUNTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-lyrics-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainLyricsEditor, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainLyricsEditor, area);
  gtk_widget_class_bind_template_child (widget_class, RefrainLyricsEditor, counter);
  gtk_widget_class_bind_template_child (widget_class, RefrainLyricsEditor, hint);
  gtk_widget_class_bind_template_child (widget_class, RefrainLyricsEditor, section_button);
  gtk_widget_class_install_action (widget_class, "lyrics.insert-section", "s", insert_section_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_lyrics_editor_init (RefrainLyricsEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *label = g_strdup_printf ("[%s]", sections[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "lyrics.insert-section", "s", sections[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->section_button, G_MENU_MODEL (menu));
  self->section_tag = gtk_text_buffer_create_tag (get_buffer (self), NULL, "weight",
                                                  PANGO_WEIGHT_SEMIBOLD, NULL);
  g_signal_connect_object (self->area, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update_hint (self);
}

/**
 * refrain_lyrics_editor_get_area:
 * @self: an editor
 *
 * Returns: (transfer none): where the lyrics stand
 */
RefrainTextArea *
refrain_lyrics_editor_get_area (RefrainLyricsEditor *self)
{
  g_return_val_if_fail (REFRAIN_IS_LYRICS_EDITOR (self), NULL);

  return self->area;
}

/**
 * refrain_lyrics_editor_set_limit:
 * @self: an editor
 * @limit: how many characters are sung for certain
 */
void
refrain_lyrics_editor_set_limit (RefrainLyricsEditor *self, guint limit)
{
  g_return_if_fail (REFRAIN_IS_LYRICS_EDITOR (self));

  refrain_counter_set_limit (self->counter, limit);
  update_hint (self);
}

/**
 * refrain_lyrics_editor_replace:
 * @self: an editor
 * @lyrics: what shall stand in it
 *
 * Puts other lyrics in the place of all that stand there, as one step that can be undone.
 */
void
refrain_lyrics_editor_replace (RefrainLyricsEditor *self, const char *lyrics)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (REFRAIN_IS_LYRICS_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, lyrics, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * refrain_lyrics_editor_undo:
 * @self: an editor
 *
 * Takes the last change back.
 */
void
refrain_lyrics_editor_undo (RefrainLyricsEditor *self)
{
  g_return_if_fail (REFRAIN_IS_LYRICS_EDITOR (self));

  if (gtk_text_buffer_get_can_undo (get_buffer (self)))
    gtk_text_buffer_undo (get_buffer (self));
}
