/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-lyrics-view.h"

#include "refrain-lyrics.h"

/* As many characters as are read with ease in one line. */
#define MEASURE 60

/**
 * RefrainLyricsView:
 *
 * The words of a song: labels of its parts as dim headings, the rest selectable.
 */
struct _RefrainLyricsView
{
  GtkBox parent_instance;

  char *lyrics; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RefrainLyricsView, refrain_lyrics_view, GTK_TYPE_BOX)

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "wrap", TRUE, "max-width-chars", MEASURE,
                                   "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
create_text (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "max-width-chars", MEASURE, "xalign", 0.0f,
                                   "selectable", TRUE, NULL);

  gtk_widget_add_css_class (label, "lyrics");
  return label;
}

static gboolean
is_right_to_left (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Headings stand on the side on which the words begin, not the program's. */
static GtkTextDirection
find_direction (GPtrArray *sections)
{
  for (guint i = 0; i < sections->len; i++)
    {
      const RefrainLyricsSection *section = g_ptr_array_index (sections, i);
      const char *p = section->text != NULL ? section->text : "";

      for (; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (g_unichar_isalpha (c))
            return is_right_to_left (c) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
        }
    }

  return GTK_TEXT_DIR_NONE;
}

static void
append_section (RefrainLyricsView *self,
                const RefrainLyricsSection *section,
                GtkTextDirection direction)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (section->label != NULL)
    gtk_box_append (GTK_BOX (box), create_heading (section->label));
  if (section->text != NULL)
    gtk_box_append (GTK_BOX (box), create_text (section->text));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_direction (child, direction);
  gtk_box_append (GTK_BOX (self), box);
}

static void
refrain_lyrics_view_finalize (GObject *object)
{
  g_clear_pointer (&REFRAIN_LYRICS_VIEW (object)->lyrics, g_free);

  G_OBJECT_CLASS (refrain_lyrics_view_parent_class)->finalize (object);
}

static void
refrain_lyrics_view_class_init (RefrainLyricsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_lyrics_view_finalize;
}

static void
refrain_lyrics_view_init (RefrainLyricsView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

/**
 * refrain_lyrics_view_set_lyrics:
 * @self: a view
 * @lyrics: (nullable): the words of a song
 *
 * What is selected stays so as long as the words do not change.
 */
void
refrain_lyrics_view_set_lyrics (RefrainLyricsView *self, const char *lyrics)
{
  g_autoptr (GPtrArray) sections = NULL;
  GtkTextDirection direction;
  GtkWidget *child;

  g_return_if_fail (REFRAIN_IS_LYRICS_VIEW (self));

  if (g_strcmp0 (self->lyrics, lyrics) == 0)
    return;

  g_free (self->lyrics);
  self->lyrics = g_strdup (lyrics);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  sections = refrain_lyrics_split (lyrics);
  direction = find_direction (sections);
  for (guint i = 0; i < sections->len; i++)
    append_section (self, g_ptr_array_index (sections, i), direction);
}
