# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the demo songs, written for this project."""

LYRICS = {
    "harbour-lights": """
[Verse 1]
The ferry hums its one low note
And folds the evening in its coat
The gulls have signed the sky in chalk
And left us nothing but the walk

[Chorus]
Harbour lights, harbour lights
Count the boats back in tonight
Green for leaving, red for home
No one rows this dark alone

[Verse 2]
You kept a window for the tide
A kettle on, a chair beside
The map you drew on kitchen steam
Still finds its way across my dream

[Chorus]
Harbour lights, harbour lights
Count the boats back in tonight
Green for leaving, red for home
No one rows this dark alone
""",
    "what-if": """
[Verse]
I packed a bag for rainy days
And then the sun came out
I learned a speech to change your mind
You'd changed it on the couch

[Pre-Chorus]
All my careful little plans
Slipping off my open hands

[Chorus]
What if the wrong turn is the road?
Why not? Why not?
What if we say it, now we know?
Why not? Why not?

[Bridge]
(What if) the floor is a trampoline
(Why not) the best day we've ever seen

[Outro]
What if… why not?
""",
    "paper-map": """
[Intro]
(soft piano)

[Verse 1]
You smooth the folds with the side of your hand
A coffee cup holding the corner of land
The rivers are paler than I recall
The mountains are barely there at all

[Verse 2]
November is tapping its nails on the pane
The bus shelter glows like a ship in the rain
You say, here's the village that nobody found
I say, here's the crease where we turned around

[Chorus]
Slowly, slowly, open it wide
There's always another country inside
Fold after fold, and side after side
Slowly, slowly, open it wide

[Verse 3]
Your grandmother pencilled a cross by the sea
And wrote beside it only: "Tea"
A tear through the forest is mended with tape
A thumbprint of jam has become a cape

[Verse 4]
We measure the distance with cotton and thread
From the place where you're living to things that you said
It comes to a fingernail, comes to a year
The road isn't there, but the road starts here

[Chorus]
Slowly, slowly, open it wide
There's always another country inside
Fold after fold, and side after side
Slowly, slowly, open it wide

[Bridge]
And no one is calling
And nothing is late
The radiator ticks
The dishes can wait
Your finger is walking
The edge of the page
Out past the legend
Off the side of the age

[Verse 5]
It never goes back in the shape that it came
The cover's on sideways, the world is the same
You laugh, and you leave it half open, half done
A tent on the table, a sail in the sun

[Outro]
Slowly, slowly
Late in November
Leave it half open
So we remember
""",
    "sunflower-radio": """
[Verse]
Plug the garden in, turn the dial to June
Every bee's a backing singer humming out of tune
Weather on the nines, and the nines are always clear
Traffic on the footpath: one snail, this year

[Chorus]
Sunflower radio, oh, oh
Facing where the bright songs go
Turn it up and watch it grow
Sunflower radio

[Verse 2]
Dedications now, from the washing on the line
To the cat on the wall who is feeling fine

[Chorus]
Sunflower radio, oh, oh
Facing where the bright songs go
""",
    "after-rain": """
[主歌]
檐下最后一滴雨
落进你的茶杯里
巷口的石板亮起来
像谁刚擦过的旧琴
远山把云叠成信
一封一封寄给你

[副歌]
雨过天青，雨过天青
风把伞收进了树林
你说等到花开就启程
花开了，你还在听

[主歌 2]
竹影在墙上写字
写一半又停一停
炉上的水轻轻地响
替我们说完这半生

[尾声]
雨过天青
茶还温，心也静
""",
    "dawn-bicycle": """
[Verse 1]
始発前の街は まだ息をひそめて
信号だけが 律儀に色を変える
君のくれた鈴が ひとつ鳴るたび
眠った窓に 朝がともる

[Chorus]
夜明けの自転車 坂道をくだれば
海の匂いが 袖口をひっぱる
さよならよりも はやくこげたなら
間に合う気がした あの駅のホーム

[Verse 2]
缶コーヒーひとつ 両手であたためて
言えない言葉を 白い息にした

[Chorus]
夜明けの自転車 坂道をくだれば
空はもう 桃の色にほどけてく
""",
    "first-snow": """
[Verse 1]
가로등 아래로 천천히 내려와
아무도 밟지 않은 골목의 음표들
네가 두고 간 장갑 한 짝이
창가에서 겨울을 기다려

[Chorus]
첫눈 오는 골목에서
나는 조금 늦게 걷네
발자국 하나 또 하나
너의 집 쪽으로 휘어지네

[Verse 2]
붕어빵 봉투의 따뜻한 김처럼
금방 사라질 말들을 고르다가
안녕, 그 한마디를
눈사람 옆에 세워 두었어

[Outro]
첫눈이 그치면
그때 문을 두드릴게
""",
    "birch-waltz": """
[Куплет 1]
Берёзы выходят на старый паркет,
Поляна натёрта до блеска.
И осень им шьёт подвенечный сюжет
Из жёлтого света и треска.

[Припев]
Кружи, мой берёзовый вальс,
Пока не погасла заря.
Ещё один танец для нас,
Ещё один день октября.

[Куплет 2]
Гармонь за рекою вздохнёт и замрёт,
Туман подаёт ей ладони.
И лодка без вёсел тихонько плывёт,
Как будто за кем-то в погоне.

[Припев]
Кружи, мой берёзовый вальс,
Пока не погасла заря.
Ещё один танец для нас,
Ещё один день октября.
""",
    "sea-window": """
[المقطع الأول]
لي نافذةٌ صغيرةٌ على البحرِ
أعلّقُ فيها قميصَ المساءْ
يمرُّ الصيادونَ تحت الضوءِ
ويتركونَ لي رائحةَ الماءْ

[اللازمة]
يا موجُ خُذْ سلامي
وارجعْ بلا كلامِ
يكفيني أن أراكَ
تنامُ في أحلامي

[المقطع الثاني]
أمّي تخبزُ القمرَ على مهلٍ
وتقسمه نصفينِ للغائبينْ
والريحُ تعرفُ بابَنا القديمَ
فتدخلُ مثلَ ضيفٍ حزينْ

[اللازمة]
يا موجُ خُذْ سلامي
وارجعْ بلا كلامِ
""",
    "first-rain": """
[मुखड़ा]
पहली बारिश आई रे, आँगन ने मुँह धोया
सूखी मिट्टी ने जैसे बरसों का सपना बोया
छत पर बूँदों की पायल, खिड़की पर ताल बजे
भीगी हुई इस शाम में मन के सब दीप सजे

[अंतरा 1]
नाव बनाई काग़ज़ की, नाम तेरा लिख डाला
गली-गली बहती जाए, जैसे सुर की माला
चाय की प्याली में डूबा बादल का इक टुकड़ा
धीरे-धीरे मुस्काया रूठा हुआ वो मुखड़ा

[मुखड़ा]
पहली बारिश आई रे, आँगन ने मुँह धोया

[अंतरा 2]
मोर ने पंख पसारे, पेड़ों ने हाथ हिलाए
दूर कहीं से कोई अपना घर को लौट के आए
""",
    "paper-roofs": """
[Couplet 1]
Sous les toits de papier, la ville se replie,
Un chat tient la chandelle au bord de l'insomnie.
Le boulanger siffle un air qu'il n'a jamais su,
Et la lune s'accoude à son balcon cousu.

[Refrain]
Danse, danse, petite ruelle,
Tes pavés ont mis des semelles,
Le vent découpe des hirondelles
Dans l'envers des aquarelles.

[Couplet 2]
J'ai rangé ton sourire entre deux vieux journaux,
Il en reste un pli tendre au milieu des gros mots.
Si la pluie nous efface, on se redessinera :
Deux traits, un parapluie, et le reste viendra.

[Refrain]
Danse, danse, petite ruelle,
Tes pavés ont mis des semelles.
""",
    "night-train": """
[Strophe 1]
Neonregen auf der Scheibe,
jedes Dorf ein kurzer Satz.
Niemand fragt mich, wo ich bleibe,
neben mir ein freier Platz.

[Refrain]
Nachtzug nach Nirgendwo,
fahr mich durch, ich bin so froh.
Schienen singen a und o,
Nachtzug nach Nirgendwo.

[Strophe 2]
Masten zählen meine Stunden,
Schlaf steigt aus in Halt auf Halt.
Was ich suchte, ist gefunden:
Mond, der über Felder strahlt.

[Bridge]
Kein Signal und kein Bericht,
nur das kleine Leselicht.

[Refrain]
Nachtzug nach Nirgendwo,
Schienen singen a und o.
""",
    "moss-and-satellites": "",
}
