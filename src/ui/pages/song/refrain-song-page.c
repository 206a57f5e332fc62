/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-page.h"

#include "refrain-clip-text.h"
#include "refrain-columns.h"
#include "refrain-lyrics-view.h"
#include "refrain-song-actions.h"
#include "refrain-song-cover.h"
#include "refrain-song-facts.h"
#include "refrain-song-menu.h"
#include "refrain-song-state.h"
#include "refrain-take-strip.h"
#include "refrain-wrap-layout.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A style is shown as chips when it is a list of short words, as a line otherwise. */
#define MAX_CHIP_CHARS 36

/**
 * RefrainSongPage:
 *
 * All there is of one song: cover or video, words, takes, facts, and what can be done with it.
 */
struct _RefrainSongPage
{
  AdwBin parent_instance;

  RefrainContext *context;          /* (owned) (nullable) */
  RefrainErrorPresenter *presenter; /* (owned) (nullable) */
  RefrainClip *clip;                /* (owned) (nullable) */
  char *shown_style;                /* (owned) (nullable) */

  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  RefrainSongCover *cover;
  RefrainSongActions *actions;
  RefrainSongState *state;
  RefrainTakeStrip *takes;
  RefrainLyricsView *lyrics;
  RefrainSongFacts *facts;
  GtkLabel *title;
  GtkBox *chips;
  GtkWidget *description_box;
  GtkLabel *description;
  GtkWidget *copy_lyrics;
  GtkLabel *no_lyrics;
};

G_DEFINE_FINAL_TYPE (RefrainSongPage, refrain_song_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIP = 1,
} RefrainSongPageProperty;

static GParamSpec *properties[PROP_CLIP + 1];

static void
set_text (GtkLabel *label, const char *text)
{
  /* What the user has selected stays when nothing changed. */
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
append_style (RefrainSongPage *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->chips, label);
}

static gboolean
is_list_of_words (char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_utf8_strlen (g_strstrip (parts[i]), -1) > MAX_CHIP_CHARS)
        return FALSE;
    }

  return TRUE;
}

static void
update_style (RefrainSongPage *self, const char *style)
{
  g_auto (GStrv) parts = NULL;
  GtkWidget *child;

  if (g_strcmp0 (self->shown_style, style) == 0)
    return;

  g_free (self->shown_style);
  self->shown_style = g_strdup (style);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), style != NULL);
  if (style == NULL)
    return;

  parts = g_strsplit (style, ",", -1);
  if (!is_list_of_words (parts))
    {
      append_style (self, style, "dim-label");
      return;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        append_style (self, parts[i], "chip");
    }
}

static void
update_lyrics (RefrainSongPage *self, const RefrainClipFacts *facts)
{
  const char *none = facts->instrumental                              ? _ ("Instrumental")
                     : !refrain_clip_state_is_terminal (facts->state) ? _ ("No lyrics yet")
                                                                      : _ ("No lyrics");

  refrain_lyrics_view_set_lyrics (self->lyrics, facts->lyrics);
  gtk_widget_set_visible (GTK_WIDGET (self->lyrics), facts->lyrics != NULL);
  gtk_widget_set_visible (self->copy_lyrics, facts->lyrics != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->no_lyrics), facts->lyrics == NULL);
  set_text (self->no_lyrics, none);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_lyrics), "s",
                                    facts->lyrics != NULL ? facts->lyrics : "");
}

static void
update_menu (RefrainSongPage *self)
{
  g_autoptr (GMenuModel) menu = refrain_song_menu_new (self->clip);

  gtk_menu_button_set_menu_model (self->menu_button, menu);
  refrain_song_actions_set_menu (self->actions, menu);
}

static void
update (RefrainSongPage *self)
{
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);
  g_autofree char *title = refrain_clip_text_title (self->clip);
  const RefrainClipFacts *facts;
  g_autofree char *style = NULL;

  update_menu (self);
  if (record == NULL)
    return;

  facts = record->facts;
  style = refrain_clip_text_style (self->clip);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (
      self->window_title,
      facts->style != NULL ? style : (record->gateway != NULL ? record->gateway : ""));
  set_text (self->title, title);
  update_style (self, facts->style);
  gtk_widget_set_visible (self->description_box, facts->description != NULL);
  set_text (self->description, facts->description != NULL ? facts->description : "");
  update_lyrics (self, facts);
}

static void
refrain_song_page_dispose (GObject *object)
{
  RefrainSongPage *self = REFRAIN_SONG_PAGE (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->presenter);
  g_clear_object (&self->context);
  g_clear_pointer (&self->shown_style, g_free);

  G_OBJECT_CLASS (refrain_song_page_parent_class)->dispose (object);
}

static void
refrain_song_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainSongPageProperty) prop_id)
    {
    case PROP_CLIP:
      g_value_set_object (value, REFRAIN_SONG_PAGE (object)->clip);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/song/refrain-song-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, actions);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, state);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, takes);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, lyrics);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, facts);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, description_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, description);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, copy_lyrics);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongPage, no_lyrics);
}

/* The cover's play control does what the button below it does. */
static void
play (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainSongPage *self = REFRAIN_SONG_PAGE (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->actions), "song.play", NULL);
}

static void
refrain_song_page_class_init (RefrainSongPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType parts[] = { REFRAIN_TYPE_COLUMNS,    REFRAIN_TYPE_LYRICS_VIEW,
                          REFRAIN_TYPE_SONG_COVER, REFRAIN_TYPE_SONG_ACTIONS,
                          REFRAIN_TYPE_SONG_FACTS, REFRAIN_TYPE_SONG_STATE,
                          REFRAIN_TYPE_TAKE_STRIP, REFRAIN_TYPE_WRAP_LAYOUT };

  object_class->dispose = refrain_song_page_dispose;
  object_class->get_property = refrain_song_page_get_property;

  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, REFRAIN_TYPE_CLIP,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                   | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_type_ensure (parts[i]);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "song-page.play", NULL, play);
}

static void
refrain_song_page_init (RefrainSongPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_lyrics), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy_lyrics), "win.copy");
}

/**
 * refrain_song_page_new:
 * @context: the services
 * @presenter: shows errors
 * @clip: the song
 *
 * Returns: (transfer floating): a page; a clip that is not loaded yet is loaded
 */
GtkWidget *
refrain_song_page_new (RefrainContext *context, RefrainErrorPresenter *presenter, RefrainClip *clip)
{
  RefrainSongPage *self = g_object_new (REFRAIN_TYPE_SONG_PAGE, NULL);

  self->context = g_object_ref (context);
  self->presenter = g_object_ref (presenter);
  self->clip = g_object_ref (clip);
  refrain_song_cover_bind (self->cover, context, clip);
  refrain_song_actions_bind (self->actions, context, clip);
  refrain_song_state_bind (self->state, context, clip);
  refrain_take_strip_bind (self->takes, context, clip);
  refrain_song_facts_bind (self->facts, context, clip);
  g_signal_connect_object (clip, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  if (!refrain_clip_is_loaded (clip))
    refrain_library_reload_clip (refrain_context_get_library (context),
                                 refrain_clip_get_row_id (clip));

  return GTK_WIDGET (self);
}

/**
 * refrain_song_page_get_clip:
 * @self: a page
 *
 * Returns: (transfer none): the song
 */
RefrainClip *
refrain_song_page_get_clip (RefrainSongPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONG_PAGE (self), NULL);

  return self->clip;
}
